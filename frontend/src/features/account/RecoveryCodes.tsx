import { Alert, Button, Code, CopyButton, Group, Stack } from "@mantine/core";
import { account } from "@/i18n/fr/account";
import classes from "./account.module.css";

/** The recovery codes, shown this once. */
export function RecoveryCodes({ codes, onDone }: { codes: string[]; onDone: () => void }) {
  return (
    <Stack>
      <Alert color="ochre" role="status">
        {account.recoveryText}
      </Alert>
      <ul className={classes.codes}>
        {codes.map((code) => (
          <li key={code}>
            <Code fz="md">{code}</Code>
          </li>
        ))}
      </ul>
      <Group>
        <CopyButton value={codes.join("\n")}>
          {({ copied, copy }) => (
            <Button variant="default" onClick={copy}>
              {copied ? account.recoveryCopied : account.recoveryCopy}
            </Button>
          )}
        </CopyButton>
        <Button variant="default" onClick={() => window.print()}>
          {account.recoveryPrint}
        </Button>
        <Button onClick={onDone}>{account.recoveryDone}</Button>
      </Group>
    </Stack>
  );
}
