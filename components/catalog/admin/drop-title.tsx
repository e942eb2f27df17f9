import Link from "next/link";

/** The heading of a page about one drop. */
export function DropTitle({ name }: { name: string }) {
  return (
    <h1>
      <Link className="link" href="/admin/drops">
        Drops
      </Link>{" "}
      / {name}
    </h1>
  );
}
