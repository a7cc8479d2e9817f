# expect: failed
# diagnosis: detached_gradient
def nll_loss(log_probs, target):
    return -log_probs.detach().gather(1, target[:, None]).mean().requires_grad_()
