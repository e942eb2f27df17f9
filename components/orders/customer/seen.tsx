import { Info } from "lucide-react";

const said: Readonly<Record<string, string>> = {
  differs:
    "This order was placed already. What you typed afterwards was not applied: please call the shop about changes.",
  repeated: "This order was placed already, and only once.",
  changed: "Your order is changed.",
  added: "It is added to your order.",
  "added-before": "This cart was used already, and only once: this is the order that it is in.",
};

/** What a form did that led here, or that it was sent before: the order is the first one. */
export function Seen({ how }: { how: string | undefined }) {
  const words = how && Object.hasOwn(said, how) ? said[how] : undefined;
  if (!words) return null;
  return (
    <p className="notice mx-4 mb-4" role="status">
      <Info className="ico" aria-hidden />
      <span>{words}</span>
    </p>
  );
}
