import { SelectField } from "@/components/ui/admin-field";
import type { Arrived } from "@/lib/deliveries/rules-of-again";

const words: Readonly<Record<Arrived, string>> = {
  leave: "Leave it alone",
  same: "Send the same once more",
  now: "Send orders as they are now",
};

/** What is to become of what arrived already, in a form that sends many again. */
export function ArrivedChoice({ first = "leave", hint }: { first?: Arrived; hint?: string }) {
  return (
    <SelectField
      name="arrived"
      label="What arrived already"
      hint={hint}
      defaultValue={first}
      options={Object.entries(words).map(([value, said]) => ({ value, words: said }))}
    />
  );
}
