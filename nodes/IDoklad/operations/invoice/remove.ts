import { deleteOperation } from '../base';

export const remove = deleteOperation('/IssuedInvoices', 'Invoice', (id) => `/IssuedInvoices/${id}`);
