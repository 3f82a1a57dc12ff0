import { Alert, Button, MantineThemeProvider, Stack, Text } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { asProblem } from "@/api/problem";
import { sendWithTicket } from "@/api/tickets";
import { FormProblems, useFormSubmit } from "@/components/form";
import { ROOMY } from "@/components/roomy";
import { contactForm } from "@/i18n/fr/contact-form";
import {
  type Answers,
  checkAnswers,
  emptyAnswers,
  onFormFields,
  type Prefill,
  toPayload,
} from "./answers";
import { type FormTicket, sendRequest } from "./api";
import classes from "./contact-form.module.css";
import { draft } from "./draft";
import {
  ConsentSection,
  HouseholdSection,
  MoreSection,
  ProjectSection,
  YouSection,
} from "./sections";

const LABELS: Partial<Record<keyof Answers, string>> = {
  first_name: contactForm.firstName,
  last_name: contactForm.lastName,
  email: contactForm.email,
  phone: contactForm.phone,
  country: contactForm.country,
  postal_code: contactForm.postalCode,
  household_kind: contactForm.household,
  children: contactForm.children,
  partner_first_name: contactForm.partnerFirstName,
  project_types: contactForm.project,
  occupation: contactForm.occupation,
  partner_occupation: contactForm.partnerOccupation,
  horizon: contactForm.horizon,
  wished_territories: contactForm.territories,
  housing_wish: contactForm.housing,
  needs: contactForm.needs,
  lot_link: contactForm.lotLink,
  source_detail: contactForm.source,
  message: contactForm.message,
  consents: contactForm.consents,
};

/** The form itself, once its ticket and the lists of choices are there. */
export function RequestForm({ ticket, prefill }: { ticket: FormTicket; prefill: Prefill }) {
  const router = useRouter();
  const queries = useQueryClient();
  const required = ticket.consent_texts.filter((text) => text.required);
  const form = useForm<Answers>({
    initialValues: draft.read() ?? emptyAnswers(prefill),
    onValuesChange: draft.keep,
    validate: (answers) =>
      checkAnswers(
        answers,
        required.map(({ purpose }) => purpose),
      ),
  });
  const submit = useFormSubmit(form, async (answers) => {
    const payload = toPayload(answers, ticket, prefill);
    // Nobody agrees to a text that changed under their eyes: the boxes are theirs to tick again.
    const renew = () => {
      form.setFieldValue("consents", []);
      return queries.invalidateQueries({ queryKey: ["public", "contact-form"] });
    };
    const receipt = await sendWithTicket(() => sendRequest(payload), renew).catch((error) => {
      throw onFormFields(asProblem(error));
    });
    draft.forget();
    await router.navigate({
      to: "/demande/merci",
      replace: true,
      state: (before) => ({ ...before, receipt }),
    });
  });
  return (
    <MantineThemeProvider theme={ROOMY} inherit>
      <form onSubmit={submit.onSubmit} noValidate>
        <Stack gap="lg">
          <FormProblems submit={submit} errors={form.errors} labels={LABELS} />
          <YouSection form={form} />
          <HouseholdSection form={form} />
          <ProjectSection form={form} />
          <MoreSection form={form} />
          <ConsentSection form={form} texts={ticket.consent_texts} />
          <label className={classes.trap} aria-hidden="true">
            {contactForm.trap}
            <input tabIndex={-1} autoComplete="off" {...form.getInputProps("website")} />
          </label>
          <Stack gap="xs">
            {submit.problem?.code === "network" ? (
              <Alert color="ochre">{contactForm.kept}</Alert>
            ) : null}
            <Button type="submit" size="lg" loading={submit.pending}>
              {contactForm.submit}
            </Button>
            <Text size="sm" c="dimmed" ta="center">
              {contactForm.submitHint}
            </Text>
          </Stack>
        </Stack>
      </form>
    </MantineThemeProvider>
  );
}
