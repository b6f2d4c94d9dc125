/** What the node can do, one folder below operations/ for each resource. */
import type { ResourceModule } from '../shared/resources';
import { cashDocument } from './operations/cashDocument';
import { codeList } from './operations/codeList';
import { company } from './operations/company';
import { contact } from './operations/contact';
import { document } from './operations/document';
import { file } from './operations/file';
import { goodsIssueNote } from './operations/goodsIssueNote';
import { goodsReceivedNote } from './operations/goodsReceivedNote';
import { invoice } from './operations/invoice';
import { offer } from './operations/offer';
import { order } from './operations/order';
import { raw } from './operations/raw';
import { salesReceipt } from './operations/salesReceipt';
import { stockItem } from './operations/stockItem';
import { stockTransfer } from './operations/stockTransfer';

export const RESOURCES: readonly ResourceModule[] = [
	cashDocument,
	codeList,
	company,
	contact,
	document,
	file,
	goodsIssueNote,
	goodsReceivedNote,
	invoice,
	offer,
	order,
	raw,
	salesReceipt,
	stockItem,
	stockTransfer,
];
