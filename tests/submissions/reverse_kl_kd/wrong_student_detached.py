# expect: failed
# diagnosis: detached_gradient | gradient_only
def reverse_kl_distillation_loss(student_logits, teacher_logits):
    log_q, log_p = student_logits.detach().log_softmax(1), teacher_logits.detach().log_softmax(1)
    return (log_q.exp() * (log_q - log_p)).sum(1).mean()
