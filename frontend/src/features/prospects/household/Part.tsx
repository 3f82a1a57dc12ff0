import { Box } from "@mantine/core";
import type { ReactNode } from "react";
import { Section } from "@/components/Section";
import classes from "./household.module.css";

/** One titled part of the page that the section links lead to. */
export function Part(props: { id: string; title: string; aside?: ReactNode; children: ReactNode }) {
  return (
    <Box id={props.id} className={classes.part}>
      <Section title={props.title} aside={props.aside}>
        {props.children}
      </Section>
    </Box>
  );
}
