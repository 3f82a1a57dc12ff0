const MD = { defaultProps: { size: "md" } };

/** Larger than the workspace's fields: thumbs hit them, and phones do not zoom on 16 px. */
export const ROOMY = {
  components: {
    InputWrapper: MD,
    TextInput: MD,
    Textarea: MD,
    NativeSelect: MD,
    MultiSelect: MD,
    Select: MD,
    Autocomplete: MD,
    Chip: MD,
    Radio: MD,
    Checkbox: MD,
  },
};
