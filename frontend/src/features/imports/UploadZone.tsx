import { Button, FileButton, Paper, Progress, Stack, Text, Title } from "@mantine/core";
import { IconFileUpload } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type DragEvent, useState } from "react";
import { SubmitKey } from "@/api/preconditions";
import { asProblem, type Problem } from "@/api/problem";
import { ProblemAlert } from "@/components/ProblemAlert";
import { formatPercent } from "@/i18n/format";
import { imports, importWords } from "@/i18n/fr/imports";
import { keepImport, LARGEST_FILE, uploadImport } from "./api";
import classes from "./imports.module.css";

const ACCEPTED = ".csv,.tsv,.txt,.xlsx,.xls,.ods";
const ACCEPTED_OFFERS = `.json,.ndjson,${ACCEPTED}`;

interface Sending {
  name: string;
  /** From 0 to 1. */
  share: number;
}

/** Takes a spreadsheet by drag, by button or by keyboard, and says how far its sending is. */
export function UploadZone({ subject }: { subject: string }) {
  const upload = useUpload(subject);
  const [over, setOver] = useState(false);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    upload.send([...event.dataTransfer.files]);
  };
  return (
    <Paper
      withBorder
      p="xl"
      className={classes.zone}
      mod={{ over }}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <Stack align="center" gap="sm">
        <ProblemAlert problem={upload.problem} />
        {upload.refusal ? (
          <Text role="alert" c="var(--mantine-color-error)">
            {upload.refusal}
          </Text>
        ) : null}
        {upload.sending ? (
          <UploadProgress sending={upload.sending} />
        ) : (
          <>
            <IconFileUpload size={40} stroke={1.5} aria-hidden />
            <Title order={2} size="h4">
              {imports.dropTitle}
            </Title>
            <Text c="dimmed" ta="center">
              {importWords(subject).dropText}
            </Text>
            <FileButton
              accept={subject === "job_offers" ? ACCEPTED_OFFERS : ACCEPTED}
              onChange={(file) => file && upload.send([file])}
            >
              {(button) => <Button {...button}>{imports.dropButton}</Button>}
            </FileButton>
          </>
        )}
      </Stack>
    </Paper>
  );
}

function UploadProgress({ sending }: { sending: Sending }) {
  const label = imports.uploading(sending.name);
  const done = sending.share >= 1;
  return (
    <Stack w="100%" maw="28rem" gap="xs">
      <Text ta="center">{label}</Text>
      <Progress.Root size="lg">
        <Progress.Section value={sending.share * 100} aria-label={label} animated={done} />
      </Progress.Root>
      <Text ta="center" size="sm" c="dimmed" role="status">
        {done ? imports.reading : imports.uploadShare(formatPercent(sending.share))}
      </Text>
    </Stack>
  );
}

function useUpload(subject: string) {
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [key] = useState(() => new SubmitKey());
  const [sending, setSending] = useState<Sending | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);

  const send = async (files: File[]) => {
    const [file, another] = files;
    if (file === undefined || sending !== null) return;
    setProblem(null);
    setRefusal(refusalOf(file, another));
    if (refusalOf(file, another)) return;
    setSending({ name: file.name, share: 0 });
    try {
      const content = [subject, file.name, file.size, file.lastModified];
      const batch = await uploadImport(
        file,
        subject,
        (share) => setSending({ name: file.name, share }),
        key.header(content),
      );
      key.done();
      keepImport(queries, batch);
      await navigate({ to: "/imports/$importId", params: { importId: batch.id } });
    } catch (error) {
      setProblem(asProblem(error));
    } finally {
      setSending(null);
    }
  };
  return { sending, problem, refusal, send };
}

function refusalOf(file: File, another: File | undefined): string | null {
  if (another !== undefined) return imports.oneFile;
  return file.size > LARGEST_FILE ? imports.tooLarge : null;
}
