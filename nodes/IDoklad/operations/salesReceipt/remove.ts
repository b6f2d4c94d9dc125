import { isMarked } from '../../../../core/idoklad/mark';
import { deleteOperation } from '../changing';

export const remove = deleteOperation('/SalesReceipts', 'Sales Receipt', (id) => `/SalesReceipts/${id}`, [], isMarked);
