# expect: passed
import torch


def logit_adjusted_cross_entropy_loss(logits, target, prior, tau=1.0):
    log_prior = prior.log()
    margins = tau * (log_prior[None, :] - log_prior[target][:, None])
    gaps = logits - logits.gather(1, target[:, None])
    return torch.logsumexp(gaps + margins, dim=1).mean()
