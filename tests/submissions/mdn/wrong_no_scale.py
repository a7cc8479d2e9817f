# expect: failed
# diagnosis: scale_term_missing
import math


def mixture_density_loss(logits, mean, log_std, target):
    z = (target[:, None] - mean) / log_std.exp()
    each = logits.logsumexp(1) - (logits - z * z / 2).logsumexp(1) + math.log(2 * math.pi) / 2
    return each.mean()
