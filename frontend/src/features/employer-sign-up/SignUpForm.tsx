import { Button, MantineThemeProvider, Stack } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { sendWithTicket } from "@/api/tickets";
import { FormProblems, useFormSubmit } from "@/components/form";
import { ROOMY } from "@/components/roomy";
import { employerSignUp } from "@/i18n/fr/employer-sign-up";
import { sendSignUp, TICKET_KEY, type Ticket } from "./api";
import classes from "./employer-sign-up.module.css";
import { CharterSection, CompanySection, YouSection } from "./sections";
import { bodyOf, check, EMPTY, type Values } from "./values";

const LABELS = {
  siret: employerSignUp.siret,
  name: employerSignUp.name,
  kind: employerSignUp.kind,
  commune_code: employerSignUp.commune,
  first_name: employerSignUp.firstName,
  last_name: employerSignUp.lastName,
  email: employerSignUp.email,
  phone: employerSignUp.phone,
  message: employerSignUp.message,
  charter_accepted: employerSignUp.charterAccept,
};

/** The form itself, once its ticket and the lists of choices are there. */
export function SignUpForm({ ticket }: { ticket: Ticket }) {
  const router = useRouter();
  const queries = useQueryClient();
  const form = useForm<Values>({ initialValues: EMPTY, validate: check });
  const submit = useFormSubmit(form, async (values) => {
    const signUp = await sendWithTicket(
      () => sendSignUp(bodyOf(values, ticket)),
      () => queries.invalidateQueries({ queryKey: TICKET_KEY }),
    );
    await router.navigate({
      to: "/rejoindre-le-reseau/merci",
      replace: true,
      state: (before) => ({ ...before, signUp }),
    });
  });
  return (
    <MantineThemeProvider theme={ROOMY} inherit>
      <form onSubmit={submit.onSubmit} noValidate>
        <Stack gap="lg">
          <FormProblems submit={submit} errors={form.errors} labels={LABELS} />
          <CompanySection form={form} />
          <YouSection form={form} />
          <CharterSection form={form} charter={ticket.charter} />
          <label className={classes.trap} aria-hidden="true">
            {employerSignUp.trap}
            <input tabIndex={-1} autoComplete="off" {...form.getInputProps("website")} />
          </label>
          <Button type="submit" size="lg" loading={submit.pending}>
            {employerSignUp.submit}
          </Button>
        </Stack>
      </form>
    </MantineThemeProvider>
  );
}
