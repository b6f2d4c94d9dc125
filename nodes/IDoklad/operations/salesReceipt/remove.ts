import { deleteOperation } from '../base';

export const remove = deleteOperation('/SalesReceipts', 'Sales Receipt', (id) => `/SalesReceipts/${id}`);
