import { Missing } from "@/app/(shop)/no-page";

/** An address that leads to no place in line: mistyped, or cut short on its way. */
export function NoPlace() {
  return (
    <Missing
      title="There is no place in line at this address"
      words="A link can be cut short when it is copied. Open it from the message that we sent."
      way="See what is left"
    />
  );
}
