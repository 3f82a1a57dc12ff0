import { Alert, Button, Stack, Text } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { useLabelOf } from "@/api/reference";
import { Section } from "@/components/Section";
import { formatList } from "@/i18n/format";
import { householdPage } from "@/i18n/fr/household-page";
import { type HouseholdPage, type HouseholdWishes, pageKey } from "./api";
import classes from "./household-page.module.css";
import { WishesForm } from "./WishesForm";

/** What the household wishes for; it changes that by itself while the file is open. */
export function WishesSection({ page, link }: { page: HouseholdPage; link: string }) {
  const queries = useQueryClient();
  const [editing, setEditing] = useState(false);
  const [saved, setSaved] = useState(false);
  const told = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (saved) told.current?.focus();
  }, [saved]);
  const show = (fresh: HouseholdPage) => queries.setQueryData(pageKey(link), fresh);

  if (editing) {
    return (
      <Section title={householdPage.wishesTitle}>
        <WishesForm
          page={page}
          link={link}
          onRead={show}
          onSaved={(fresh) => {
            show(fresh);
            setEditing(false);
            setSaved(true);
          }}
          onCancel={() => setEditing(false)}
        />
      </Section>
    );
  }
  return (
    <Section title={householdPage.wishesTitle}>
      <Stack>
        {saved ? (
          <Alert color="green" role="status" ref={told} tabIndex={-1}>
            {householdPage.saved}
          </Alert>
        ) : null}
        <Wishes wishes={page.wishes} />
        {page.can_change_wishes ? (
          <div>
            <Button
              variant="light"
              onClick={() => {
                setSaved(false);
                setEditing(true);
              }}
            >
              {householdPage.change}
            </Button>
          </div>
        ) : null}
      </Stack>
    </Section>
  );
}

function Wishes({ wishes }: { wishes: HouseholdWishes }) {
  const project = useLabelOf("project_types");
  const horizon = useLabelOf("horizons");
  const places = wishes.wished_territories.map(({ name }) => name);
  const nowhere = wishes.territory_indifferent ? householdPage.anywhere : householdPage.notSaid;
  const lines = [
    [householdPage.where, places.length > 0 ? formatList(places) : nowhere],
    [householdPage.project, formatList(wishes.project_types.map(project)) || householdPage.notSaid],
    [householdPage.when, wishes.horizon ? horizon(wishes.horizon) : householdPage.notSaid],
  ];
  return (
    <dl className={classes.facts}>
      {lines.map(([name, value]) => (
        <div key={name}>
          <Text component="dt" size="sm" c="dimmed">
            {name}
          </Text>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
