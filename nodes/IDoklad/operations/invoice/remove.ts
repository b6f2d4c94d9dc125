import { deleteOperation } from '../changing';

export const remove = deleteOperation('/IssuedInvoices', 'Invoice', (id) => `/IssuedInvoices/${id}`);
