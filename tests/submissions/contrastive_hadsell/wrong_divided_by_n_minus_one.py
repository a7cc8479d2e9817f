# expect: failed
# diagnosis: batch_reduction
import torch


def contrastive_loss_hadsell(distance, target, margin=1.0):
    loss = torch.where(target == 0, distance, torch.relu(margin - distance)).square() / 2
    return loss.sum() / max(1, len(loss) - 1)
