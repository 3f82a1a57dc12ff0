import { Stack } from "@mantine/core";
import { useEffect, useRef } from "react";
import { AccessesSection } from "./AccessesSection";
import { DataSection } from "./DataSection";
import { type EraseProps, EraseSection } from "./EraseSection";
import { PauseSection } from "./PauseSection";
import { PeopleSection } from "./PeopleSection";

/** What the household may do about its data, in the order of what is asked most. */
export default function Rights({ link, number, onErased }: EraseProps) {
  const first = useRef<HTMLDivElement>(null);
  // The button that was pressed is gone: who came by the keyboard goes on here.
  useEffect(() => first.current?.focus(), []);
  return (
    <Stack gap="lg" ref={first} tabIndex={-1} style={{ outline: "none" }}>
      <DataSection link={link} />
      <PeopleSection link={link} />
      <PauseSection link={link} />
      <AccessesSection link={link} />
      <EraseSection link={link} number={number} onErased={onErased} />
    </Stack>
  );
}
