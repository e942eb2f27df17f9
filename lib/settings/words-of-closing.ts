/** What staff are told who closed a day: whom it concerns. */
export function closedWords({ orders, waiting }: { orders: number; waiting: number }): string {
  return [
    orders === 0 && waiting === 0 ? "The day is closed" : "Closed",
    orders > 0 && `${orders === 1 ? "One open order is" : `${orders} open orders are`} for that day: call them`,
    waiting > 0 && `${waiting === 1 ? "One is" : `${waiting} are`} in line for it: they are told in two minutes`,
  ]
    .filter(Boolean)
    .join(". ");
}
