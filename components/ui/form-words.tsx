import { CircleAlert } from "lucide-react";

/** Words beside a field that was refused. */
export function FieldError({ id, words }: { id: string; words: string | undefined }) {
  if (!words) return null;
  return (
    <p className="err" id={id}>
      <CircleAlert className="ico" aria-hidden />
      {words}
    </p>
  );
}
