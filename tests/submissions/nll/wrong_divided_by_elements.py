# expect: failed
# diagnosis: mean_over_elements | class_count
def nll_loss(log_probs, target):
    return -log_probs.gather(1, target[:, None]).sum() / log_probs.numel()
