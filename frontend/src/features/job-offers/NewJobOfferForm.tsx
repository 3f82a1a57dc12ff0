import { Button, Group, Stack, Text } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useRef, useState } from "react";
import { SubmitKey } from "@/api/preconditions";
import { FormProblems, useFormSubmit } from "@/components/form";
import { toastDone } from "@/components/toasts";
import { common } from "@/i18n/fr/common";
import { jobOffers } from "@/i18n/fr/job-offers";
import { createJobOffer, type JobOffer } from "./api";
import { EmployerField } from "./EmployerField";
import { ApplyFields, TermsFields, WorkFields } from "./OfferFields";
import { bodyOf, LABELS, type OfferValues, validate } from "./values";

interface NewJobOfferFormProps {
  initialValues: OfferValues;
  /** Whether the employer is asked for: whoever has one only need not say. */
  asksEmployer: boolean;
  /** Whether an employer may be named without a record. */
  mayName: boolean;
  /** Whether it may stay a draft; a référent's offer always goes to the programme. */
  mayKeep: boolean;
  onValuesChange?: (values: OfferValues) => void;
  onCreated: (offer: JobOffer) => void;
}

/** One page to write an offer: three plain blocks and two buttons. */
export function NewJobOfferForm(props: NewJobOfferFormProps) {
  const { asksEmployer } = props;
  const form = useForm<OfferValues>({
    initialValues: props.initialValues,
    validate: validate(asksEmployer),
    onValuesChange: props.onValuesChange,
  });
  const [key] = useState(() => new SubmitKey());
  // Which of the two buttons was pressed.
  const submits = useRef(!props.mayKeep);
  const submit = useFormSubmit(form, async (values) => {
    const body = bodyOf(values, submits.current, asksEmployer);
    const created = await createJobOffer(body, key.header(body));
    key.done();
    toastDone(submits.current ? jobOffers.submitted : jobOffers.draftSaved);
    props.onCreated(created);
  });
  return (
    <form onSubmit={submit.onSubmit} noValidate>
      <Stack maw="52rem">
        <FormProblems submit={submit} errors={form.errors} labels={LABELS} />
        <Text size="sm">{common.requiredNote}</Text>
        {asksEmployer ? <EmployerField form={form} mayName={props.mayName} /> : null}
        <WorkFields form={form} />
        <TermsFields form={form} />
        <ApplyFields form={form} />
        <Group justify="flex-end">
          {props.mayKeep ? (
            <Button
              type="submit"
              variant="default"
              loading={submit.pending && !submits.current}
              onClick={() => {
                submits.current = false;
              }}
            >
              {jobOffers.keepDraft}
            </Button>
          ) : null}
          <Button
            type="submit"
            loading={submit.pending && submits.current}
            onClick={() => {
              submits.current = true;
            }}
          >
            {jobOffers.submit}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
