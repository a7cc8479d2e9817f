# expect: forbidden
import torch


def ctc_loss(log_probs, targets, input_lengths, target_lengths, blank=0):
    each = torch.ctc_loss(log_probs, targets, input_lengths, target_lengths, blank, 0, False)
    return (each / target_lengths).mean()
