# expect: passed
import torch
import torch.nn.functional as F


class Asymmetric(torch.autograd.Function):
    @staticmethod
    def forward(ctx, logits, target, gamma_pos, gamma_neg, clip):
        ctx.save_for_backward(logits, target)
        ctx.gamma_pos = gamma_pos
        ctx.gamma_neg = gamma_neg
        ctx.clip = clip
        over = torch.relu(torch.sigmoid(logits) - clip)
        log_q = torch.log1p(-over) if clip > 0 else F.logsigmoid(-logits)
        positive = torch.sigmoid(-logits) ** gamma_pos * F.logsigmoid(logits)
        each = -(target * positive + (1 - target) * over**gamma_neg * log_q)
        return each.mean()

    @staticmethod
    def backward(ctx, grad_output):
        logits, target = ctx.saved_tensors
        gamma_pos = ctx.gamma_pos
        gamma_neg = ctx.gamma_neg
        clip = ctx.clip
        p, miss, log_p = torch.sigmoid(logits), torch.sigmoid(-logits), F.logsigmoid(logits)
        over = torch.relu(p - clip)
        log_q = torch.log1p(-over) if clip > 0 else F.logsigmoid(-logits)
        # p·(1 − p)/(1 − u), which is p itself at clip = 0
        falls = p * miss / (1 - over) if clip > 0 else p
        for_one = miss**gamma_pos * (gamma_pos * p * log_p - miss)
        inner = gamma_neg * over ** (gamma_neg - 1) * log_q if gamma_neg > 0 else torch.zeros_like(p)
        for_zero = (over**gamma_neg * falls - p * miss * torch.nan_to_num(inner, posinf=0.0, neginf=0.0)) * (p > clip)
        return grad_output * (torch.where(target == 1, for_one, for_zero) / p.numel()), None, None, None, None


def asymmetric_loss(logits, target, gamma_pos=0.0, gamma_neg=4.0, clip=0.05):
    return Asymmetric.apply(logits, target, gamma_pos, gamma_neg, clip)
