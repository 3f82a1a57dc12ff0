import { Select, Textarea } from "@mantine/core";
import { useState } from "react";
import { SubmitKey } from "@/api/preconditions";
import { useLabelOf } from "@/api/reference";
import { CodeSelect } from "@/components/CodeSelect";
import { FormDialog } from "@/components/FormDialog";
import { usePartnerOptions } from "@/features/partners/api";
import { fields } from "@/i18n/fr/fields";
import { household } from "@/i18n/fr/household";
import { sensitive } from "@/i18n/fr/sensitive";
import { addPart, changePart } from "../api";
import type { Need, Prospect } from "../types";
import { present, textOrNull } from "../values";
import { useSend } from "./use-change";

const LABELS = {
  theme: household.needTheme,
  status: household.needStatus,
  description: household.needDescription,
  partner_id: household.needPartner,
  answer: household.needAnswer,
};

interface NeedDialogProps {
  prospect: Prospect;
  /** Null to note one. */
  need: Need | null;
  onClose: () => void;
}

/** Notes or changes a need: its theme, who can meet it, how far it is. */
export function NeedDialog({ prospect, need, onClose }: NeedDialogProps) {
  const send = useSend();
  const theme = useLabelOf("need_themes");
  const [key] = useState(() => new SubmitKey());
  return (
    <FormDialog
      title={need ? household.editNeed(theme(need.theme)) : household.addNeed}
      labels={LABELS}
      initialValues={{
        theme: need?.theme ?? (null as string | null),
        status: need?.status ?? "to_do",
        description: need?.description ?? "",
        partner_id: need?.partner_id ?? (null as string | null),
        answer: need?.answer ?? "",
      }}
      validate={{ theme: present }}
      onClose={onClose}
      send={(values) =>
        send(() => {
          const said = { theme: values.theme, description: textOrNull(values.description) };
          if (need === null) {
            const body = { ...said, partner_id: values.partner_id };
            return addPart(prospect.id, "needs", body, key.header(body));
          }
          // Left as it was, the partner stays chosen by its rule.
          const moved = values.partner_id !== need.partner_id;
          const partner = moved ? { partner_id: values.partner_id } : {};
          const answer = textOrNull(values.answer);
          const body = { ...said, ...partner, status: values.status, answer };
          return changePart(prospect.id, "needs", need, body);
        })
      }
    >
      {(form) => (
        <>
          <CodeSelect
            list="need_themes"
            label={household.needTheme}
            required
            {...form.getInputProps("theme")}
          />
          <Textarea
            label={household.needDescription}
            description={sensitive.readable}
            autosize
            minRows={2}
            {...form.getInputProps("description")}
          />
          <PartnerSelect need={need} {...form.getInputProps("partner_id")} />
          {need ? (
            <>
              <CodeSelect
                list="need_statuses"
                label={household.needStatus}
                allowDeselect={false}
                {...form.getInputProps("status")}
              />
              <Textarea
                label={household.needAnswer}
                description={sensitive.readable}
                autosize
                minRows={2}
                {...form.getInputProps("answer")}
              />
            </>
          ) : null}
        </>
      )}
    </FormDialog>
  );
}

interface PartnerSelectProps {
  need: Need | null;
  value?: string | null;
  onChange?: (id: string | null) => void;
}

/** The partners in use, and the present one even when it no longer is. */
function PartnerSelect({ need, ...input }: PartnerSelectProps) {
  const options = usePartnerOptions();
  const present =
    need?.partner_id && !options.some(({ value }) => value === need.partner_id)
      ? [{ value: need.partner_id, label: need.partner_name ?? need.partner_id }]
      : [];
  return (
    <Select
      label={household.needPartner}
      description={need === null ? household.needPartnerHint : undefined}
      data={[...present, ...options]}
      searchable
      clearable
      clearButtonProps={{ "aria-label": fields.clear }}
      placeholder={fields.choose}
      nothingFoundMessage={fields.nothingFound}
      {...input}
    />
  );
}
