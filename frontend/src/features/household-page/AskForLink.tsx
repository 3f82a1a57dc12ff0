import { Button, Paper, Stack, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useState } from "react";
import { FormProblems, useFormSubmit } from "@/components/form";
import { AnchorLink } from "@/components/links";
import { PageHeader } from "@/components/PageHeader";
import { PrivacyNotice } from "@/components/PrivacyNotice";
import { householdPage } from "@/i18n/fr/household-page";
import { askForLink } from "./api";
import classes from "./household-page.module.css";

/** Why there is no page to show. */
type Reason = "asked" | "expired" | "left";

const WORDS: Record<Reason, { title: string; intro: string }> = {
  asked: { title: householdPage.askTitle, intro: householdPage.askIntro },
  expired: { title: householdPage.expiredTitle, intro: householdPage.expiredIntro },
  left: { title: householdPage.leftTitle, intro: householdPage.leftIntro },
};

const LABELS = { email: householdPage.email };

/** Sends the link to the address of the file; says the same whether a file knows it or not. */
export function AskForLink({ reason }: { reason: Reason }) {
  const [sentTo, setSentTo] = useState<string | null>(null);
  const form = useForm({
    initialValues: { email: "" },
    validate: {
      email: (email) => (/^\S+@\S+\.\S+$/.test(email.trim()) ? null : householdPage.emailError),
    },
  });
  const submit = useFormSubmit(form, async ({ email }) => {
    await askForLink(email.trim());
    setSentTo(email.trim());
  });
  if (sentTo !== null) {
    return (
      <Paper withBorder p={{ base: "md", sm: "xl" }} className={classes.card}>
        <PageHeader key="sent" title={householdPage.askedTitle} />
        <Stack align="flex-start">
          <Text role="status">{householdPage.asked(sentTo)}</Text>
          <Button variant="default" onClick={() => setSentTo(null)}>
            {householdPage.askAgain}
          </Button>
        </Stack>
      </Paper>
    );
  }
  return (
    <Paper withBorder p={{ base: "md", sm: "xl" }} className={classes.card}>
      <PageHeader key={reason} title={WORDS[reason].title} description={WORDS[reason].intro} />
      <form onSubmit={submit.onSubmit} noValidate>
        <Stack>
          <FormProblems submit={submit} errors={form.errors} labels={LABELS} />
          <TextInput
            type="email"
            size="md"
            label={householdPage.email}
            autoComplete="email"
            required
            withAsterisk={false}
            {...form.getInputProps("email")}
          />
          <PrivacyNotice form="household_link" />
          <Button type="submit" size="md" loading={submit.pending}>
            {householdPage.ask}
          </Button>
          <Text size="sm">
            {householdPage.noFile} <AnchorLink to="/demande">{householdPage.noFileLink}</AnchorLink>
          </Text>
        </Stack>
      </form>
    </Paper>
  );
}
