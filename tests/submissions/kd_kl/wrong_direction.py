# expect: failed
# diagnosis: reversed_divergence
def distillation_loss(student_logits, teacher_logits, temperature=2.0):
    log_q = (student_logits / temperature).log_softmax(1)
    log_p = (teacher_logits.detach() / temperature).log_softmax(1)
    return temperature**2 * (log_q.exp() * (log_q - log_p)).sum(1).mean()
