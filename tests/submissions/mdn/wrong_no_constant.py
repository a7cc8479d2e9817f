# expect: failed
# diagnosis: constant_missing
def mixture_density_loss(logits, mean, log_std, target):
    z = (target[:, None] - mean) / log_std.exp()
    return (logits.logsumexp(1) - (logits - z * z / 2 - log_std).logsumexp(1)).mean()
