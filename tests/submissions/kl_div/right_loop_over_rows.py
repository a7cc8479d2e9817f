# expect: passed
import torch


def kl_divergence_loss(log_q, p):
    rows = []
    for log_row, row in zip(log_q, p):
        total = log_row.sum() * 0
        for log_value, value in zip(log_row, row):
            if value > 0:
                total = total + value * (torch.log(value) - log_value)
        rows.append(total)
    return torch.stack(rows).mean()
