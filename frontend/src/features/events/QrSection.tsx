import { Button, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { Section } from "@/components/Section";
import { standDesk as words } from "@/i18n/fr/stand-desk";
import type { Event } from "./api";
import classes from "./events.module.css";
import { useQrCode } from "./stand-api";

/** The code to put on the stand, drawn by the server, with the address in plain text under it. */
export function QrSection({ event }: { event: Event }) {
  const code = useQrCode(event.id);
  const [alone, setAlone] = useState(false);
  const print = () => {
    setAlone(true);
    // The sheet holds nothing but the code; the page comes back as it was.
    requestAnimationFrame(() => {
      window.print();
      setAlone(false);
    });
  };
  return (
    <Section title={words.qr}>
      <Stack gap="sm" align="flex-start">
        <Text size="sm">{words.qrText}</Text>
        {code.data ? (
          <div className={classes.sheet} data-alone={alone}>
            <Text className={classes.sheetTitle}>{words.qrCall}</Text>
            <img
              className={classes.qr}
              src={`data:image/svg+xml;charset=utf-8,${encodeURIComponent(code.data.svg)}`}
              alt={words.qrAlt(event.title)}
            />
            <Text size="sm" className={classes.said}>
              {code.data.url}
            </Text>
          </div>
        ) : null}
        <Button variant="default" onClick={print} disabled={!code.data}>
          {words.print}
        </Button>
      </Stack>
    </Section>
  );
}
