import { Group, Stepper, Text } from "@mantine/core";
import { useParams } from "@tanstack/react-router";
import { useState } from "react";
import { AnchorLink } from "@/components/links";
import { PageHeader } from "@/components/PageHeader";
import { LoadingState, ProblemPage } from "@/components/states";
import { importWords } from "@/i18n/fr/imports";
import { type ImportBatch, useImport } from "./api";
import { CheckStep } from "./CheckStep";
import { ImportStatusBadge } from "./ImportStatusBadge";
import { MappingStep } from "./MappingStep";
import { ResultStep } from "./ResultStep";

/** One import, from its columns to its result. */
export function ImportPage() {
  const { importId } = useParams({ from: "/staff/imports/$importId" });
  const batch = useImport(importId);
  if (batch.isPending) return <LoadingState lines={8} />;
  if (batch.isError) return <ProblemPage error={batch.error} onRetry={() => batch.refetch()} />;
  return <Wizard batch={batch.data} />;
}

const STEPS: Record<string, number> = { uploaded: 0, checked: 1, committed: 2, undone: 2 };

function Wizard({ batch }: { batch: ImportBatch }) {
  const imports = importWords(batch.subject);
  const [revising, setRevising] = useState(false);
  const reached = STEPS[batch.status] ?? 0;
  const step = revising && reached === 1 ? 0 : reached;
  return (
    <>
      <PageHeader
        title={batch.filename}
        description={
          <Group component="span" gap="sm">
            <ImportStatusBadge status={batch.status} />
            <Text component="span">{imports.facts(batch.row_count, batch.sheet)}</Text>
          </Group>
        }
        actions={
          <AnchorLink to={batch.subject === "job_offers" ? "/offres-emploi/import" : "/imports"}>
            {imports.back}
          </AnchorLink>
        }
      />
      <Stepper
        active={reached === 2 ? 3 : step}
        size="sm"
        mb="lg"
        aria-label={imports.stepsLabel}
        onStepClick={(chosen) => setRevising(chosen === 0)}
      >
        {imports.steps.map((label, index) => (
          <Stepper.Step
            key={label}
            label={label}
            allowStepSelect={reached === 1 && index < 2}
            aria-current={index === step ? "step" : undefined}
          />
        ))}
      </Stepper>
      {step === 0 ? <MappingStep batch={batch} onChecked={() => setRevising(false)} /> : null}
      {step === 1 && batch.summary ? (
        <CheckStep batch={batch} summary={batch.summary} onBack={() => setRevising(true)} />
      ) : null}
      {step === 2 ? <ResultStep batch={batch} /> : null}
    </>
  );
}
