"""Cox partial likelihood, Breslow's ties: a softmax over those still at risk, for every event."""

import torch


def cox_ph_loss(log_hazard, duration, event):
    # Row i of the mask holds who was still at risk when row i left, itself and ties included.
    still_there = duration[None, :] >= duration[:, None]
    scores = log_hazard.expand(len(log_hazard), -1).masked_fill(~still_there, float("-inf"))
    missing = torch.logsumexp(scores, dim=1) - log_hazard
    return torch.sum(missing * event) / event.sum().clamp(min=1)
