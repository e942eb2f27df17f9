import { Info } from "lucide-react";

/** Said when a form was sent again: the order is the first one. */
export function Seen({ how }: { how: string | undefined }) {
  if (how !== "repeated" && how !== "differs") return null;
  return (
    <p className="notice mx-4 mb-4" role="status">
      <Info className="ico" aria-hidden />
      <span>
        {how === "differs"
          ? "This order was placed already. What you typed afterwards was not applied: please call the shop about changes."
          : "This order was placed already, and only once."}
      </span>
    </p>
  );
}
