import { getOperation } from '../base';
import { shortInvoice } from './shape';

export const get = getOperation('/IssuedInvoices', 'Invoice', shortInvoice);
