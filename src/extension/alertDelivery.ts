import type { Alert } from '../core/alerts/alert';
import type { AlertWords } from '../core/alerts/words';

/** Tells the channels of an alert (`alert.channels`), whatever becomes of the notification in the editor. */
export interface AlertDelivery {
  /**
   * Called once for an alert, by the one window that claimed it; again only where a window died in between, with the same `alert.id`. Resolves when what is to be sent
   * is remembered so that it outlives this window, not when it was sent: the claim is then taken for fulfilled. Rejects where it cannot be remembered; the alert is then offered again.
   */
  deliver(alert: Alert, words: AlertWords): Promise<void>;
}
