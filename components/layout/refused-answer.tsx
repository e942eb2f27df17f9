import { Glyph } from "@/components/layout/admin-icons";

type Props = {
  /** What a form was told, over the redirect that follows it without JavaScript. */
  answer: { about: string; done: boolean; message: string } | null;
  /** What the forms of this place are about. */
  about: readonly string[];
};

/** Why a form of this page was refused, where there is no JavaScript to say it in the form. */
export function RefusedAnswer({ answer, about }: Props) {
  if (!answer || answer.done || !answer.message || !about.includes(answer.about)) return null;
  return (
    <p className="wrong" role="alert">
      <Glyph name="cross" />
      {answer.message}
    </p>
  );
}
