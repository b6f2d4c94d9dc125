/** Every route of /v3. */
import { accountRoutes } from './resources/account.mts';
import { cashRoutes } from './resources/cash.mts';
import { codeListRoutes } from './resources/codeLists.mts';
import { contactRoutes } from './resources/contacts.mts';
import { invoiceRoutes } from './resources/invoices.mts';
import { priceListRoutes } from './resources/priceList.mts';
import { salesReceiptRoutes } from './resources/salesReceipts.mts';
import { sequenceRoutes } from './resources/sequences.mts';
import { webhookRoutes } from './resources/webhooks.mts';
import type { Route } from './router.mts';

export const ROUTES: readonly Route[] = [...salesReceiptRoutes, ...priceListRoutes, ...contactRoutes, ...invoiceRoutes, ...cashRoutes, ...sequenceRoutes, ...codeListRoutes, ...accountRoutes, ...webhookRoutes];
