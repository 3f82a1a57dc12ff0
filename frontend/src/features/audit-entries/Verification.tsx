import { Alert, Button, Code, Stack, Text } from "@mantine/core";
import { IconShieldCheck } from "@tabler/icons-react";
import { useState } from "react";
import { call } from "@/api/transport";
import type { Schema } from "@/api/types";
import { toastProblem } from "@/components/toasts";
import { verification as said } from "@/i18n/fr/accesses";
import { AUDIT_PATH } from "./api";

type Found = Schema<"AuditVerification">;

/** Walks the chain of the journal and says whether it holds. */
export function Verification() {
  const [found, setFound] = useState<Found | null>(null);
  const [pending, setPending] = useState(false);
  const verify = async () => {
    setPending(true);
    await call<Found>("GET", `${AUDIT_PATH}/verification`)
      .then(setFound)
      .catch((error: unknown) => toastProblem(error));
    setPending(false);
  };
  return (
    <Stack gap="sm" mb="lg" align="flex-start">
      <Button
        variant="default"
        loading={pending}
        leftSection={<IconShieldCheck size={18} aria-hidden />}
        onClick={() => void verify()}
      >
        {said.verify}
      </Button>
      <div role="status" style={{ width: "100%" }}>
        {found ? <Result found={found} /> : null}
      </div>
    </Stack>
  );
}

function Result({ found }: { found: Found }) {
  const { fault } = found;
  if (!fault) {
    return (
      <Alert color="valley">
        <Text size="sm">{said.intact(found.checked)}</Text>
        <Text size="xs">
          {said.head}
          <Code style={{ overflowWrap: "anywhere" }}>{found.head}</Code>
        </Text>
      </Alert>
    );
  }
  const where = [
    fault.entry_id ? said.line(fault.entry_id) : "",
    fault.position ? said.place(fault.position) : "",
  ];
  return (
    <Alert color="red" title={said.broken}>
      {`${said.faults[fault.kind] ?? fault.kind} : ${where.filter(Boolean).join(", ")}`}
    </Alert>
  );
}
