/** What the node can do, one folder below operations/ for each resource. */
import type { ResourceModule } from '../shared/resources';
import { company } from './operations/company';
import { file } from './operations/file';
import { salesReceipt } from './operations/salesReceipt';

export const RESOURCES: readonly ResourceModule[] = [
	company,
	file,
	salesReceipt,
];
