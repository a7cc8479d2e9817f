# expect: failed
# diagnosis: keeps_state
# The mean over all calls so far: a metric, not a loss.
_total = 0.0
_calls = 0


def mae_loss(pred, target):
    global _total, _calls
    loss = (pred - target).abs().mean()
    _total, _calls = _total + loss.item(), _calls + 1
    return loss - loss.detach() + _total / _calls
