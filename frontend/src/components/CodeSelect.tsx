import { MultiSelect, type MultiSelectProps, Select, type SelectProps } from "@mantine/core";
import { useCodes } from "@/api/reference";
import { fields } from "@/i18n/fr/fields";

/** Names a list of `/reference/lists` and, when only some codes apply, which. */
interface ListChoice {
  list: string;
  only?: readonly string[];
}

/** One code of a reference list, by its French label. */
export function CodeSelect({ list, only, ...props }: ListChoice & Omit<SelectProps, "data">) {
  const choice = useChoice({ list, only });
  return <Select {...choice} clearButtonProps={{ "aria-label": fields.clear }} {...props} />;
}

/** Several codes of a reference list. */
export function CodeMultiSelect({
  list,
  only,
  ...props
}: ListChoice & Omit<MultiSelectProps, "data">) {
  const choice = useChoice({ list, only });
  return (
    <MultiSelect
      hidePickedOptions
      clearButtonProps={{ "aria-label": fields.clear }}
      {...choice}
      {...props}
    />
  );
}

function useChoice({ list, only }: ListChoice) {
  const codes = useCodes(list);
  const items = codes.data ?? [];
  return {
    data: items
      .filter((item) => only === undefined || only.includes(item.code))
      .map((item) => ({ value: item.code, label: item.label })),
    placeholder: codes.isError ? fields.listsUnavailable : fields.choose,
    disabled: codes.isPending,
    nothingFoundMessage: fields.nothingFound,
  };
}
