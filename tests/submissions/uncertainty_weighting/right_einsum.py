# expect: passed
import torch


def multi_task_loss(losses, log_vars):
    return torch.einsum("t,t->", log_vars.neg().exp(), losses) + torch.einsum("t->", log_vars)
