type Props = { of: { numberPrefix: string; number: number } };

/** An order's number where it is called out: the prefix is the same on every order, so it stands back. */
export function ShownNumber({ of: { numberPrefix, number } }: Props) {
  return (
    <>
      {numberPrefix && <span className="prefix">{numberPrefix}</span>}
      {number}
    </>
  );
}
