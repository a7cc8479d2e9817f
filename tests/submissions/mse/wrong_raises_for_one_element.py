# expect: failed
# diagnosis: only_one_element | only_batch_of_one | raises
# squeeze turns a single element into a 0-d tensor, which has no rows.
def mse_loss(pred, target):
    pred, target = pred.squeeze(), target.squeeze()
    return sum(((p - t) ** 2).mean() for p, t in zip(pred, target)) / len(pred)
