# expect: passed
import torch


def cox_ph_loss(log_hazard, duration, event):
    terms = []
    for i in range(len(duration)):
        if event[i] > 0:
            terms.append(torch.logsumexp(log_hazard[duration >= duration[i]], 0) - log_hazard[i])
    return torch.stack(terms).mean() if terms else 0.0 * log_hazard.sum()
