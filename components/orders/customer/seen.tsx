import { Check, Info } from "lucide-react";

const said: Readonly<Record<string, string>> = {
  differs:
    "This order was placed already. What you typed afterwards was not applied: please call the shop about changes.",
  repeated: "This order was placed already, and only once.",
  changed: "Your order is changed.",
  added: "It is added to your order.",
  "added-before": "This cart was used already, and only once: this is the order that it is in.",
};

/** What went as it was wished. */
const good = ["changed", "added"];

/** What a form did that led here, or that it was sent before: the order is the first one. */
export function Seen({ how, open }: { how: string | undefined; open: boolean }) {
  const words = how && Object.hasOwn(said, how) ? said[how] : undefined;
  if (!how || !words) return null;
  const isGood = good.includes(how);
  if (isGood && !open) return null;
  return (
    <p className={isGood ? "notice good mx-4 mb-4" : "notice mx-4 mb-4"} role="status">
      {isGood ? <Check className="ico" aria-hidden /> : <Info className="ico" aria-hidden />}
      <span>{words}</span>
    </p>
  );
}
