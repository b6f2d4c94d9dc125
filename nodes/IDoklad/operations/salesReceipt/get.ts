import { getOperation } from '../base';
import { shortReceipt } from './shape';

export const get = getOperation('/SalesReceipts', 'Sales Receipt', shortReceipt);
