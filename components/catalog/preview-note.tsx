import Link from "next/link";
import s from "@/components/catalog/preview-note.module.css";

type Props = { words: string; back: { href: string; words: string } };

/** Says over a preview that it is one, and leads back. */
export function PreviewNote({ words, back }: Props) {
  return (
    <aside className={s.note} aria-label="Preview">
      <p>
        <b>Preview.</b> {words}
      </p>
      <Link href={back.href} prefetch={false}>
        {back.words}
      </Link>
    </aside>
  );
}
