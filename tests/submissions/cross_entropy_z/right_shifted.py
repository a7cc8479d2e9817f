# expect: passed
def cross_entropy_with_z_loss(logits, target, z_weight=1e-4):
    top = logits.amax(1, keepdim=True).detach()
    z = (logits - top).exp().sum(1).log() + top[:, 0]
    return (z - logits.gather(1, target[:, None])[:, 0]).mean() + z_weight * z.square().mean()
