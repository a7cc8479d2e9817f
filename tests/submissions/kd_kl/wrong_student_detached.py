# expect: failed
# diagnosis: detached_gradient | gradient_only
def distillation_loss(student_logits, teacher_logits, temperature=2.0):
    log_q = (student_logits.detach() / temperature).log_softmax(1)
    log_p = (teacher_logits.detach() / temperature).log_softmax(1)
    return temperature**2 * (log_p.exp() * (log_p - log_q)).sum(1).mean()
