import { Anchor, Badge, Group, Paper, SimpleGrid, Stack, Text, Title } from "@mantine/core";
import { useState } from "react";
import { useLabelOf } from "@/api/reference";
import { useMay } from "@/api/use-session";
import { ConfirmDialog } from "@/components/ConfirmDialog";
import { PhoneLink } from "@/components/PhoneLink";
import { formatLabels, formatShortDate } from "@/i18n/format";
import { household } from "@/i18n/fr/household";
import { removePart } from "../api";
import type { Career, Member, Prospect } from "../types";
import { fullName } from "../values";
import classes from "./household.module.css";
import { MemberDialog } from "./MemberDialog";
import { Part } from "./Part";
import { AddButton, EditButton, RemoveButton } from "./PartButtons";
import { useSend } from "./use-change";

const ROLES = ["lead", "partner", "other"];

/** Both adults with their careers side by side; children by age band only. */
export function MembersSection({ prospect }: { prospect: Prospect }) {
  const [edited, setEdited] = useState<Member | "new" | null>(null);
  const [removed, setRemoved] = useState<Member | null>(null);
  const mayWrite = useMay("write_prospects") && prospect.archived_at === null;
  const send = useSend();
  const adults = prospect.members
    .filter((one) => one.role !== "child")
    .sort((a, b) => ROLES.indexOf(a.role) - ROLES.indexOf(b.role));
  const handlers = mayWrite ? { onEdit: setEdited, onRemove: setRemoved } : null;
  const add = mayWrite ? (
    <AddButton label={household.addMember} onClick={() => setEdited("new")} />
  ) : null;
  return (
    <Part id="foyer" title={household.members} aside={add}>
      <Stack>
        <SimpleGrid cols={{ base: 1, md: adults.length > 1 ? 2 : 1 }} spacing="md">
          {adults.map((member) => (
            <AdultCard key={member.id} member={member} handlers={handlers} />
          ))}
        </SimpleGrid>
        <Children members={prospect.members} handlers={handlers} />
      </Stack>
      {edited ? (
        <MemberDialog
          prospect={prospect}
          member={edited === "new" ? null : edited}
          onClose={() => setEdited(null)}
        />
      ) : null}
      <ConfirmDialog
        opened={removed !== null}
        danger
        title={household.removeMemberTitle}
        confirmLabel={removed ? household.removeMember(fullName(removed)) : ""}
        onConfirm={async () => {
          if (removed)
            await send(() => removePart(prospect.id, "members", removed), household.removed);
        }}
        onClose={() => setRemoved(null)}
      >
        {household.removeMemberText}
      </ConfirmDialog>
    </Part>
  );
}

interface Handlers {
  onEdit: (member: Member) => void;
  onRemove: (member: Member) => void;
}

function AdultCard({ member, handlers }: { member: Member; handlers: Handlers | null }) {
  const role = useLabelOf("member_roles");
  const name = fullName(member) || household.unnamed;
  return (
    <Paper withBorder p="sm">
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <div className={classes.body}>
          <Title order={3} size="h5">
            {name}
          </Title>
          <Text size="sm" c="dimmed">
            {role(member.role)}
          </Text>
        </div>
        {handlers ? (
          <Group gap={0} wrap="nowrap" className="oml-no-print">
            <EditButton
              label={household.editMember(name)}
              onClick={() => handlers.onEdit(member)}
            />
            {member.role === "lead" ? null : (
              <RemoveButton
                label={household.removeMember(name)}
                onClick={() => handlers.onRemove(member)}
              />
            )}
          </Group>
        ) : null}
      </Group>
      <Stack gap={6} my="xs" className={classes.body}>
        {member.phone ? <PhoneLink size="sm" phone={member.phone} /> : null}
        {member.email ? (
          <Anchor size="sm" href={`mailto:${member.email}`}>
            {member.email}
          </Anchor>
        ) : null}
      </Stack>
      <CareerFacts career={member.career} />
    </Paper>
  );
}

function CareerFacts({ career }: { career: Career | null }) {
  const lines = useCareerLines(career);
  if (career === null || lines.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        {household.noCareer}
      </Text>
    );
  }
  return (
    <dl className={`${classes.facts} ${classes.compact}`}>
      {lines.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function useCareerLines(career: Career | null): [string, string][] {
  const sector = useLabelOf("sectors");
  const level = useLabelOf("education_levels");
  const experience = useLabelOf("experience_levels");
  const contract = useLabelOf("contract_types");
  const remote = useLabelOf("remote_work_wishes");
  const health = useLabelOf("health_statuses");
  if (career === null) return [];
  const km = career.max_distance_km;
  const lines: [string, string | null | undefined][] = [
    [household.occupation, career.occupation_text ?? career.occupation_label],
    [household.sector, career.sector && sector(career.sector)],
    [household.level, career.level && level(career.level)],
    [household.experience, career.experience && experience(career.experience)],
    [household.contracts, formatLabels(career.contracts.map(contract))],
    [household.availableOn, career.available_on && formatShortDate(career.available_on)],
    [household.distance, km === null ? null : household.distanceOf(km)],
    [household.remote, career.remote_work && remote(career.remote_work)],
    [household.healthStatus, career.health?.status && health(career.health.status)],
    [household.healthSpeciality, career.health?.speciality],
    [household.healthFaculty, career.health?.faculty],
    [
      household.healthEnds,
      career.health?.internship_ends_on && formatShortDate(career.health.internship_ends_on),
    ],
    [household.comment, career.comment],
  ];
  return lines.filter((line): line is [string, string] => Boolean(line[1]));
}

function Children({ members, handlers }: { members: Member[]; handlers: Handlers | null }) {
  const band = useLabelOf("age_bands");
  const children = members.filter((member) => member.role === "child");
  return (
    <div>
      <Title order={3} size="h5" mb={4}>
        {household.children}
      </Title>
      {children.length === 0 ? (
        <Text size="sm" c="dimmed">
          {household.noChildren}
        </Text>
      ) : (
        <Group gap="xs">
          {children.map((child) => (
            <Group key={child.id} gap={2} wrap="nowrap">
              <Badge color="blue">{band(child.age_band ?? "")}</Badge>
              {handlers ? (
                <RemoveButton
                  label={household.removeMember(band(child.age_band ?? ""))}
                  onClick={() => handlers.onRemove(child)}
                />
              ) : null}
            </Group>
          ))}
        </Group>
      )}
    </div>
  );
}
