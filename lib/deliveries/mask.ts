/** The secret part of an order page's address hidden, for showing a message to staff: `…/orders/•••`. */
export function maskSecrets(text: string): string {
  return text.replace(/(\/orders\/)(?!ord_)[\w-]{16,}/g, "$1•••");
}
