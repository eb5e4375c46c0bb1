const print_ = document.getElementById('print');
print_.hidden = false;
print_.onclick = () => print();
